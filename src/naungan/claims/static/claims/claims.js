// What JavaScript adds to sending a paper: the photo is made smaller on the phone and shown before it is sent,
// so that whoever holds the phone sees whether it can be read. Without it the file goes as it is.
(function () {
  "use strict";
  var WIDEST = 1800, QUALITY = 0.8, WORTH_IT = 400 * 1024;

  function shrink(file) {
    return createImageBitmap(file, { imageOrientation: "from-image" }).then(function (picture) {
      var scale = Math.min(1, WIDEST / Math.max(picture.width, picture.height));
      var canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.width * scale);
      canvas.height = Math.round(picture.height * scale);
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      return canvas;
    });
  }

  function smaller(canvas, file, input) {
    canvas.toBlob(function (blob) {
      if (!blob || blob.size >= file.size) return;
      var carried = new DataTransfer();
      carried.items.add(new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" }));
      input.files = carried.files;
    }, "image/jpeg", QUALITY);
  }

  document.addEventListener("change", function (event) {
    var input = event.target;
    if (!input.matches || !input.matches("input[type=file][data-photo]")) return;
    var form = input.form, place = form.querySelector("[data-preview]"), file = input.files[0];
    place.replaceChildren();
    form.classList.toggle("k-chosen", Boolean(file));
    if (!file || !/^image\//.test(file.type) || !window.createImageBitmap) return;
    shrink(file).then(function (canvas) {
      canvas.setAttribute("role", "img");
      canvas.setAttribute("aria-label", place.dataset.preview);
      place.replaceChildren(canvas);
      if (file.size > WORTH_IT) smaller(canvas, file, input);
    }, function () { /* A file that is no picture goes as it is; the server says what is wrong with it. */ });
  });

  document.addEventListener("submit", function (event) {
    var said = event.target.querySelector("[data-sending]");
    if (said) said.textContent = said.dataset.sending;
  });
})();
