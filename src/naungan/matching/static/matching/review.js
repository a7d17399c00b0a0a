// Keys for whoever judges many pairs: 1 the same, 2 another, 3 later. Not while something is being written.
document.addEventListener("keydown", (event) => {
  const writes = event.target.closest("input, textarea, select");
  if (writes || event.ctrlKey || event.altKey || event.metaKey) return;
  const chosen = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (chosen) chosen.click();
});
