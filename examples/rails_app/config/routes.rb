# frozen_string_literal: true

Rails.application.routes.draw do
  # A preview owns its whole origin, so nothing of ours may come before these.
  hotframe_previews

  # So does the visual editor of an app.
  constraints(->(request) { Origins.visual_app_id(request.host) }) do
    match "/(*path)", to: "visual_frames#show", via: %i[get head], as: nil, format: false
  end

  get "/up", to: "health#show"

  constraints(->(request) { Origins.editor_host?(request.host) }) do
    root to: "apps#index"
    get "/sign_in", to: "sessions#new"
    post "/sign_in", to: "sessions#create"
    delete "/sign_out", to: "sessions#destroy"

    resources :apps, only: :show do
      get "preview", on: :member
      resources :deployments, only: :create
      get "files/*path", to: "files#show", as: :file, format: false
      resources :components, only: :create
      resource :visual, only: :show do
        get "address"
        get "revision"
        post "sync"
      end
    end

    get "/editor/*path", to: "editor_assets#show", format: false
    mount ActionCable.server => "/cable"
    mount Hotframe::Engine => "/hotframe"
  end

  # http://127.0.0.1:3000 is the editor too, but previews are hosts below its name.
  get "/", to: redirect(status: 302) { |_, request| Origins.editor(request) }, as: nil
end
