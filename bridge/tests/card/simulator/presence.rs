//! Which card is meant, and readers that another program holds.

use super::*;
use crate::support::*;
use madoguchi_bridge::card::CardError;
use madoguchi_shared::bridge::event::Reader;

#[tokio::test]
async fn another_presence_is_never_taken_for_the_one_meant() {
    let (service, drawer) = start();
    let card = put(&drawer, FIRST, PERSON);
    put(&drawer, SECOND, OTHER);
    let first = presence_on(&service, FIRST).await;
    presence_on(&service, SECOND).await;
    assert_eq!(service.inspect("nobody").await, Err(CardError::Absent));

    drawer.remove(FIRST).unwrap();
    empty(&service, FIRST).await;
    assert_eq!(service.inspect(&first).await, Err(CardError::Absent));
    drawer.insert(FIRST, &card).unwrap();
    assert_ne!(
        presence_on(&service, FIRST).await,
        first,
        "the same card put back is another presence"
    );
    assert_eq!(service.inspect(&first).await, Err(CardError::Changed));

    // Swapped so fast that nobody saw an empty reader.
    for _ in 0..200 {
        let before = presence_on(&service, FIRST).await;
        card.take_log();
        card.remove();
        card.insert();
        let outcome = service.read_certificate(&before).await;
        assert!(
            matches!(
                outcome,
                Err(CardError::Changed | CardError::Absent | CardError::Removed)
            ),
            "{outcome:?}"
        );
        assert_eq!(card.log().apdus().count(), 0);
        reader_when(&service, FIRST, 3000, |reader| {
            reader.card.as_ref().is_some_and(|card| card.presence != before)
        })
        .await;
    }
}

#[tokio::test]
async fn a_reader_in_use_is_told_and_comes_back_by_itself() {
    let (service, drawer) = start();
    put(&drawer, FIRST, PERSON);
    let presence = presence_on(&service, FIRST).await;
    drawer.hold(FIRST, true).unwrap();
    assert_eq!(service.inspect(&presence).await, Err(CardError::InUse));
    let in_use =
        |wanted| move |reader: &Reader| reader.card.as_ref().is_some_and(|card| card.in_use == wanted);
    reader_when(&service, FIRST, 1000, in_use(true)).await;
    drawer.hold(FIRST, false).unwrap();
    reader_when(&service, FIRST, 1000, in_use(false)).await;
    assert!(
        service.inspect(&presence).await.is_ok(),
        "the presence has lasted"
    );
}
