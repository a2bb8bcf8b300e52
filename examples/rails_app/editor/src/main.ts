import { Application } from "@hotwired/stimulus";
import DeployController from "./controllers/deploy_controller";
import EditorController from "./controllers/editor_controller";
import HmrController from "./controllers/hmr_controller";
import VisualController from "./controllers/visual_controller";

const application = Application.start();
application.register("hmr", HmrController);
application.register("editor", EditorController);
application.register("visual", VisualController);
application.register("deploy", DeployController);
