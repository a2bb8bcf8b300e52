document.querySelector("#text").dataset.ran = "yes";
