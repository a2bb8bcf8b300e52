// Everything that must be true in a real browser, against the real Rails app. One case alone: make browser CASE='part of its name'
import "./rails/state.mjs";
import "./rails/styles.mjs";
import "./rails/reload.mjs";
import "./rails/errors.mjs";
import "./rails/tabs.mjs";
import "./rails/access.mjs";
import "./rails/restart.mjs";
import "./rails/lazy.mjs";
import "./rails/files.mjs";
import "./rails/typing.mjs";
import "./rails/visual.mjs";
import "./rails/editor.mjs";
import "./rails/deploy.mjs";
