use super::*;

fn changed(from: &str, to: &str) -> Result<Manifest, ModelError> {
    assert!(BUILT_IN.contains(from));
    Manifest::parse(BUILT_IN.replace(from, to).as_bytes())
}

#[test]
fn the_built_in_manifest_is_whole() {
    let manifest = Manifest::built_in().unwrap();
    assert_eq!(manifest.metric, Metric::Euclidean);
    assert_eq!(manifest.recognition.kind, RecognitionKind::Dlib150);
    assert_eq!(manifest.detector.origin.licence, "MIT");
}

#[test]
fn a_manifest_that_cannot_be_is_refused() {
    assert!(changed("\"detector.onnx\"", "\"../detector.onnx\"").is_err());
    assert!(changed("\"width\": 150", "\"width\": 151").is_err());
    assert!(changed("\"width\": 416", "\"width\": 400").is_err());
    assert!(changed("\"divisor\": 255", "\"divisor\": 0").is_err());
    assert!(changed("\"strict\": 0.45", "\"strict\": 0.6").is_err());
    assert!(changed("\"strict\": 0.45", "\"strict\": -1").is_err());
    assert!(changed("\"tinyYolo\"", "\"hugeYolo\"").is_err());
    assert!(Manifest::parse(b"[").is_err());
}

#[test]
fn a_second_pair_has_the_same_form() {
    let text = include_str!("../../examples/yunet-sface.json");
    let manifest = Manifest::parse(text.as_bytes()).unwrap();
    assert_eq!(manifest.detector.kind, DetectorKind::Yunet);
    assert_eq!(manifest.recognition.kind, RecognitionKind::Sface112);
    assert_eq!(manifest.metric, Metric::Cosine);
}

#[test]
fn another_file_under_a_pinned_name_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let origin = Manifest::built_in().unwrap().detector.origin;
    assert!(matches!(
        read_net(dir.path(), &origin),
        Err(ModelError::Unreadable { .. })
    ));
    fs::write(dir.path().join(&origin.file), "").unwrap();
    let error = read_net(dir.path(), &origin).unwrap_err();
    // SHA-256 of nothing.
    assert!(
        error
            .to_string()
            .contains("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    );
}

#[test]
fn the_built_in_name_is_not_for_others() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join(MANIFEST), BUILT_IN).unwrap();
    assert!(read_manifest(dir.path()).is_ok());
    fs::write(dir.path().join(MANIFEST), BUILT_IN.replace("0.65", "0.9")).unwrap();
    assert!(matches!(
        read_manifest(dir.path()),
        Err(ModelError::NotBuiltIn { .. })
    ));
}
