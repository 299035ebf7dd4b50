// face-api.js with its nets loaded: the WASM backend, in one thread.

import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);
const wasm = require("@tensorflow/tfjs-backend-wasm");
wasm.setWasmPaths(`${dirname(require.resolve("@tensorflow/tfjs-backend-wasm"))}/`);
wasm.setThreadsCount(1);
export const faceapi = require("@vladmandic/face-api/dist/face-api.node-wasm.js");

await faceapi.tf.setBackend("wasm");
await faceapi.tf.ready();
const models = join(dirname(require.resolve("@vladmandic/face-api/package.json")), "model");
await faceapi.nets.tinyFaceDetector.loadFromDisk(models);
await faceapi.nets.faceLandmark68Net.loadFromDisk(models);
await faceapi.nets.faceRecognitionNet.loadFromDisk(models);
