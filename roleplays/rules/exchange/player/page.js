WKS.play(document.getElementById("stage"), JSON.parse(document.getElementById("story").textContent));
