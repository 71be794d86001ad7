/** Show in an element how much time is left until a moment, as minutes and seconds; say how many seconds that is. */
export function showLeft(element, endsAt) {
  const left = Math.max(0, Math.round((new Date(endsAt) - Date.now()) / 1000));
  element.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  return left;
}
