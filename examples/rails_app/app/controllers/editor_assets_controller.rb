# frozen_string_literal: true

# The editor's own scripts. The same for everybody, so nobody has to be signed in.
class EditorAssetsController < ActionController::API
  def show
    asset = EditorFrontend.asset(params[:path])
    return head(:not_found) unless asset

    response.headers.merge!(asset.headers)
    render body: asset.body, content_type: asset.content_type
  end
end
