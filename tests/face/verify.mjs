// face-api.js verifies one frame: `node verify.mjs FOLDER INPUT_SIZE`. FOLDER holds `frame.rgb` and `reference.rgb`, 640 × 480
// bytes in threes. For each line that comes in, the whole way from the frame to a distance is gone once, and one line goes
// out: milliseconds and distance.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { faceapi } from "./nets.mjs";

const [folder, inputSize] = process.argv.slice(2);
const options = new faceapi.TinyFaceDetectorOptions({ inputSize: Number(inputSize), scoreThreshold: 0.5 });
const [reference, frame] = ["reference.rgb", "frame.rgb"].map((name) => new Uint8Array(readFileSync(join(folder, name))));
const wanted = await numbers(reference);

for await (const _ of createInterface({ input: process.stdin })) {
  const start = performance.now();
  const distance = faceapi.euclideanDistance(wanted, await numbers(frame));
  console.log(`${performance.now() - start} ${distance}`);
}

async function numbers(bytes) {
  const picture = faceapi.tf.tensor3d(bytes, [480, 640, 3], "int32");
  const found = await faceapi.detectSingleFace(picture, options).withFaceLandmarks().withFaceDescriptor();
  picture.dispose();
  return found.descriptor;
}
