# frozen_string_literal: true

module Hotframe
  # Deploying to Cloudflare's Workers for Platforms: a client of its v4 API over `net/http`, and what is made of it.
  module Edge
    autoload :Api, "hotframe/rails/edge/api"
    autoload :Artifact, "hotframe/rails/edge/artifact"
    autoload :AssetUpload, "hotframe/rails/edge/asset_upload"
    autoload :Builders, "hotframe/rails/edge/builders"
    autoload :Client, "hotframe/rails/edge/client"
    autoload :Clock, "hotframe/rails/edge/throttle"
    autoload :Dispatch, "hotframe/rails/edge/dispatch"
    autoload :Failure, "hotframe/rails/edge/failure"
    autoload :FileUpdates, "hotframe/rails/edge/file_updates"
    autoload :Multipart, "hotframe/rails/edge/multipart"
    autoload :Package, "hotframe/rails/edge/package"
    autoload :Progress, "hotframe/rails/edge/progress"
    autoload :Release, "hotframe/rails/edge/release"
    autoload :Rollout, "hotframe/rails/edge/rollout"
    autoload :Run, "hotframe/rails/edge/run"
    autoload :Settings, "hotframe/rails/edge/settings"
    autoload :StackTrace, "hotframe/rails/edge/stack_trace"
    autoload :Throttle, "hotframe/rails/edge/throttle"
    autoload :Tier, "hotframe/rails/edge/tier"
    autoload :Untracked, "hotframe/rails/edge/untracked"
  end
end

require_relative "edge/error"
