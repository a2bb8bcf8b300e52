import { Application } from "@hotwired/stimulus";
import EditorController from "./controllers/editor_controller";
import HmrController from "./controllers/hmr_controller";

const application = Application.start();
application.register("hmr", HmrController);
application.register("editor", EditorController);
