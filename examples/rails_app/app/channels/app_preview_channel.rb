# frozen_string_literal: true

# The wire between an app's open editors and its previews. All of it is Hotframe's; who may do what is ours to say.
class AppPreviewChannel < ApplicationCable::Channel
  include Hotframe::PreviewChannel

  private

  def authorize_preview(app, _action) = App.visible_to(current_user).exists?(app.id)
end
