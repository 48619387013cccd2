// Reads the bar code by the camera where the browser can; elsewhere the number is typed.

const FORMATS = ['code_128', 'code_39', 'qr_code'];
const LOOK_EVERY_MS = 200;

export function canScan() {
  return typeof BarcodeDetector !== 'undefined' && Boolean(navigator.mediaDevices && navigator.mediaDevices.getUserMedia);
}

export class Scanner {
  constructor(video) {
    this.video = video;
    this.stream = null;
    this.timer = null;
  }

  // `accept` is given every code seen, until it says that this is the one. Rejects when there is no camera.
  async start(accept) {
    const detector = new BarcodeDetector({ formats: FORMATS });
    this.stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false });
    this.video.srcObject = this.stream;
    await this.video.play();
    const look = async () => {
      if (!this.stream) return;
      // A frame that cannot be read is no reason to stop.
      const codes = await detector.detect(this.video).catch(() => []);
      if (!this.stream) return;
      if (codes.some((code) => accept(code.rawValue))) this.stop();
      else this.timer = setTimeout(look, LOOK_EVERY_MS);
    };
    look();
  }

  stop() {
    clearTimeout(this.timer);
    if (this.stream) this.stream.getTracks().forEach((track) => track.stop());
    this.stream = null;
    this.video.srcObject = null;
  }
}
