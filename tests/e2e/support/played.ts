// Tests whose browser has a camera that is played.

import { tmpdir } from "node:os";
import path from "node:path";

import { Camera } from "./camera";
import { test as base } from "./fixtures";

export { expect } from "@playwright/test";

export const test = base.extend<object, { camera: Camera }>({
  camera: [
    async ({}, use) => {
      const camera = new Camera(path.join(tmpdir(), `madoguchi-camera-${process.pid}.y4m`));
      await use(camera);
      camera.close();
    },
    { scope: "worker" },
  ],

  launchOptions: async ({ launchOptions, camera }, use) => {
    const args = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"];
    args.push(`--use-file-for-fake-video-capture=${camera.path}`);
    await use({ ...launchOptions, args: [...(launchOptions.args ?? []), ...args] });
  },
});
