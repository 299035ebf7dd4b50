//! Writing what マイナポータル, J-LIS and 中間サーバー know of a person.

use crate::population::{CertificateValidity, Elsewhere};
use sqlx::{Any, Transaction};

/// Tables that are written with the persons.
pub(super) const TABLES: [&str; 3] = [
    "DELETE FROM intermediate_server_numbers",
    "DELETE FROM myna_portal_person",
    "DELETE FROM jlis_certificate",
];

/// Each pool's part of one person.
pub(super) async fn insert(tx: &mut Transaction<'static, Any>, person: &Elsewhere) -> sqlx::Result<()> {
    if person.at_jlis != CertificateValidity::Unknown {
        sqlx::query("INSERT INTO jlis_certificate (certificate_serial, validity) VALUES ($1, $2)")
            .bind(&person.certificate_serial)
            .bind(person.at_jlis.as_str())
            .execute(&mut **tx)
            .await?;
    }
    sqlx::query("INSERT INTO myna_portal_person (certificate_serial, agency_code) VALUES ($1, $2)")
        .bind(&person.certificate_serial)
        .bind(&person.agency_code)
        .execute(&mut **tx)
        .await?;
    if let Some([payer_number, recipient_number]) = &person.numbers {
        sqlx::query(
            "INSERT INTO intermediate_server_numbers (agency_code, payer_number, recipient_number) VALUES ($1, $2, $3)",
        )
        .bind(&person.agency_code)
        .bind(payer_number.expose())
        .bind(recipient_number.expose())
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}
