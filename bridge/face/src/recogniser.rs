//! The whole way from a picture to a distance, with the nets of one pair.

use std::path::Path;
use std::sync::Arc;

use rten::ThreadPool;

use crate::align::align;
use crate::compare::distance;
use crate::detect::Detector;
use crate::embed::Embedder;
use crate::landmarks::Pointer;
use crate::model::{Input, Net, Origin, read_manifest, read_net};
use crate::{Area, Detection, Embedding, Face, Image, Landmarks, Manifest, ModelError, NetError};

/// Threads that compute unless told otherwise: the desk's machine has other things to do.
const THREADS: usize = 1;

/// The nets of one pair, ready to run. Made once and shared; every call is independent of the others.
pub struct Recogniser {
    manifest: Manifest,
    detector: Detector,
    pointer: Pointer,
    embedder: Embedder,
}

impl Recogniser {
    /// Loads the pair in `folder` and runs each net once on black, so that a net of another kind is noticed here.
    pub fn load(folder: &Path) -> Result<Self, ModelError> {
        Self::load_with(folder, THREADS)
    }

    /// The same with another number of threads that compute, at least 1.
    pub fn load_with(folder: &Path, threads: usize) -> Result<Self, ModelError> {
        let manifest = read_manifest(folder)?;
        let pool = Arc::new(ThreadPool::with_num_threads(threads.max(1)));
        let net = |origin: &Origin| {
            let bytes = read_net(folder, origin)?;
            Net::read(bytes, Arc::clone(&pool)).map_err(|reason| refused(origin, reason))
        };
        let recogniser = Self {
            detector: Detector {
                kind: manifest.detector.kind,
                input: manifest.detector.input.clone(),
                net: net(&manifest.detector.origin)?,
            },
            pointer: Pointer {
                input: manifest.landmarks.input.clone(),
                net: net(&manifest.landmarks.origin)?,
            },
            embedder: Embedder {
                input: manifest.recognition.input.clone(),
                net: net(&manifest.recognition.origin)?,
            },
            manifest,
        };
        recogniser.try_out()?;
        Ok(recogniser)
    }

    fn try_out(&self) -> Result<(), ModelError> {
        let Manifest {
            detector,
            landmarks,
            recognition,
            ..
        } = &self.manifest;
        let all = Area {
            left: 0.0,
            top: 0.0,
            width: landmarks.input.width as f32,
            height: landmarks.input.height as f32,
        };
        let found = self.detect(&black(&detector.input)?);
        found.map_err(|error| refused(&detector.origin, error.to_string()))?;
        let points = self.landmarks(&black(&landmarks.input)?, all);
        points.map_err(|error| refused(&landmarks.origin, error.to_string()))?;
        let numbers = self.embed_aligned(&black(&recognition.input)?);
        numbers.map_err(|error| refused(&recognition.origin, error.to_string()))?;
        Ok(())
    }

    /// What is loaded, with origins and thresholds.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// All faces with their points, the surest first, at most 16.
    pub fn find(&self, image: &Image) -> Result<Vec<Face>, NetError> {
        let mut faces = Vec::new();
        for Detection { area, score } in self.detect(image)? {
            let landmarks = self.landmarks(image, area)?;
            faces.push(Face {
                area,
                score,
                landmarks,
            });
        }
        Ok(faces)
    }

    /// Where faces are, without their points; the surest first, at most 16.
    pub fn detect(&self, image: &Image) -> Result<Vec<Detection>, NetError> {
        self.detector.find(image)
    }

    /// The points of the face in `area`.
    pub fn landmarks(&self, image: &Image, area: Area) -> Result<Landmarks, NetError> {
        self.pointer.find(image, area)
    }

    /// The face, turned upright and cut out as the net takes it.
    pub fn align(&self, image: &Image, landmarks: &Landmarks) -> Result<Image, NetError> {
        let kind = self.manifest.recognition.kind;
        align(image, landmarks, kind).ok_or_else(NetError::points)
    }

    /// The face as numbers.
    pub fn embed(&self, image: &Image, face: &Face) -> Result<Embedding, NetError> {
        self.embed_aligned(&self.align(image, &face.landmarks)?)
    }

    /// What [`Self::align`] gave as numbers.
    pub fn embed_aligned(&self, face: &Image) -> Result<Embedding, NetError> {
        self.embedder.embed(face)
    }

    /// How far apart two faces are by the pair's metric: 0 and up, less is closer; see [`crate::Thresholds`].
    pub fn distance(&self, a: &Embedding, b: &Embedding) -> f32 {
        distance(self.manifest.metric, a, b)
    }
}

impl std::fmt::Debug for Recogniser {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Recogniser({})", self.manifest.pair)
    }
}

/// A black picture of the input's size.
fn black(input: &Input) -> Result<Image, ModelError> {
    let image = Image::new(input.width, input.height, vec![0; input.width * input.height * 3]);
    image.ok_or_else(|| ModelError::Manifest {
        reason: "an input is too large".to_owned(),
    })
}

fn refused(origin: &Origin, reason: String) -> ModelError {
    ModelError::Net {
        file: origin.file.clone(),
        reason,
    }
}
