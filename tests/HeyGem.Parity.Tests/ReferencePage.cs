namespace HeyGem.Parity.Tests;

/// <summary>
/// The page that runs MediaPipe's own face mesh on the pictures of <c>/list</c> and posts its landmarks to <c>/result</c>.
/// </summary>
internal static class ReferencePage
{
    // reset() before each picture: this version of the package has no mode for still pictures and would follow the last face.
    public const string Html = """
        <!doctype html><meta charset="utf-8"><script src="/package/face_mesh.js"></script>
        <script>
        const post = (path, body) => fetch(path, { method: 'POST', body });
        window.addEventListener('error', e => post('/failed', String(e.message)));
        (async () => {
          const mesh = new FaceMesh({ locateFile: file => '/package/' + file });
          mesh.setOptions({ refineLandmarks: true, maxNumFaces: 1, minDetectionConfidence: 0.5 });
          let faces = [];
          mesh.onResults(r => { faces = r.multiFaceLandmarks || []; });
          const results = [];
          for (const { width, height } of await (await fetch('/list')).json()) {
            const pixels = new Uint8ClampedArray(await (await fetch('/picture/' + results.length)).arrayBuffer());
            const canvas = document.createElement('canvas');
            canvas.width = width;
            canvas.height = height;
            canvas.getContext('2d').putImageData(new ImageData(pixels, width, height), 0, 0);
            faces = [];
            mesh.reset();
            await mesh.send({ image: canvas });
            results.push(faces.length ? faces[0].map(p => [p.x * width, p.y * height]) : []);
          }
          await post('/result', JSON.stringify(results));
        })().catch(e => post('/failed', String(e && e.stack || e)));
        </script>
        """;
}
