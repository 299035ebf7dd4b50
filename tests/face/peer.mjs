// What face-api.js makes of pictures: `node peer.mjs FILE…`, one line of JSON for each.
//
// A file is named `NAME.WIDTHxHEIGHT.rgb` and holds bytes, red first, row by row. A picture of 150 × 150 pixels is taken as
// a face that is laid out (`{"numbers": […]}`), any other is a square of a multiple of 32 pixels and is searched
// (`{"faces": [{area, score, landmarks}]}`).

import { readFileSync } from "node:fs";

import { faceapi } from "./nets.mjs";

for (const file of process.argv.slice(2)) {
  const [, width, height] = /\.(\d+)x(\d+)\.rgb$/.exec(file).map(Number);
  const picture = faceapi.tf.tensor3d(new Uint8Array(readFileSync(file)), [height, width, 3], "int32");
  const result = width === 150 && height === 150 ? await numbers(picture) : await search(picture);
  console.log(JSON.stringify(result));
}

async function numbers(picture) {
  return { numbers: [...(await faceapi.nets.faceRecognitionNet.computeFaceDescriptor(picture))] };
}

async function search(picture) {
  const options = new faceapi.TinyFaceDetectorOptions({ inputSize: picture.shape[0], scoreThreshold: 0.5 });
  const found = await faceapi.detectAllFaces(picture, options).withFaceLandmarks();
  const faces = found.map(({ detection, landmarks }) => ({
    area: [detection.box.x, detection.box.y, detection.box.width, detection.box.height],
    score: detection.score,
    landmarks: landmarks.positions.map(({ x, y }) => [x, y]),
  }));
  return { faces };
}
