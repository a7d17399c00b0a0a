// A slider says its value beside it while it moves; without this script the page says it after each answer.
document.addEventListener("input", (event) => {
  const slider = event.target;
  if (slider instanceof HTMLInputElement && slider.type === "range") {
    const said = document.getElementById(`${slider.id}-hint`);
    if (said) said.textContent = slider.value;
  }
});
