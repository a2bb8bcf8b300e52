# frozen_string_literal: true

Hotframe.configure do |config|
  config.node_modules = Rails.configuration.x.node_modules
  config.preview_host = "app-%<id>s.#{Rails.configuration.x.host}"
  config.editor_origin = ->(request) { Origins.editor(request) }
  config.preview_access = ->(app, viewer) { App.visible_to(User.find_by_id(viewer)).exists?(app.id) }
  # The demo's operator is whoever runs it on this machine.
  config.operator = ->(request) { Rails.env.development? && request.local? }
  config.metrics = true
end
