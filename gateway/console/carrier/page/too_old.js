// Run only by browsers that do not know modules (Chrome before 61): written for all of them.
document.getElementById('too-old').hidden = false;
