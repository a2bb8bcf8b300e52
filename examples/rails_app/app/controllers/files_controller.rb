# frozen_string_literal: true

# A file's text, for the editor. Never anything that a browser would run.
class FilesController < ApplicationController
  def show
    text = find_app(params[:app_id]).files.find_by!(path: params[:path]).text
    return head(:unsupported_media_type) unless text

    response.headers["Cache-Control"] = "no-store"
    render plain: text
  end
end
