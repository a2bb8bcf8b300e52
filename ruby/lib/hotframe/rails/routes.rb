# frozen_string_literal: true

module Hotframe
  # What `config/routes.rb` can say.
  module Routes
    # Serves previews on their own hosts. Must come first: such a host belongs to the previewed app with all its paths.
    #
    # @example
    #   Rails.application.routes.draw do
    #     hotframe_previews
    #     mount Hotframe::Engine => "/hotframe"
    #   end
    def hotframe_previews
      constraints(->(request) { Origins.app_id(request.host) }) do
        match "/", to: "hotframe/previews#show", via: %i[get head], as: nil
        match "/*path", to: "hotframe/previews#show", via: %i[get head], as: nil, format: false
        match "/(*path)", to: ->(_env) { [405, { "Content-Type" => "text/plain" }, []] }, via: :all, as: nil, format: false
      end
    end
  end
end
