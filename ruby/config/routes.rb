# frozen_string_literal: true

Hotframe::Engine.routes.draw do
  get "dashboard", to: "dashboards#show"
  get "metrics", to: "metrics#show"
  get "previews/:key", to: "previews#show", as: nil
  get "previews/:key/*path", to: "previews#show", as: :preview, format: false
end
