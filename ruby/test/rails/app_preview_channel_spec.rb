# frozen_string_literal: true

# What an app that uses RSpec says about its channel, in its own words. `rake test:rails` runs it.

require_relative "support/dummy"
require "rspec/rails"
require_relative "../support/sources"

RSpec.describe AppPreviewChannel, type: :channel do
  let(:app) do
    Project.create!(owner: "ada").tap do |project|
      Sources.app.except("public/pixel.png").each { |path, content| project.app_files.create!(path:, content:) }
    end
  end

  before { stub_connection current_user: "ada" }

  it "subscribes to app-specific stream" do
    subscribe(app_id: app.id)
    expect(subscription).to be_confirmed
    expect(subscription).to have_stream_for(app)
  end

  it "broadcasts HMR updates" do
    subscribe(app_id: app.id)
    expect { perform(:update_file, "path" => "src/text.ts", "content" => Sources.text_file("spec")) }
      .to have_broadcasted_to(app).with(hash_including(type: "hmr_update", path: "src/text.ts")).exactly(:once)
  end

  it "broadcasts build errors" do
    subscribe(app_id: app.id)
    expect { perform(:update_file, "path" => "src/text.ts", "content" => "const = 1") }
      .to have_broadcasted_to(app).with(hash_including(type: "build_error"))
  end

  it "broadcasts what a job saves" do
    Hotframe::FileWatcherService.watch_app_files(app)
    expect { app.app_files.find_by(path: "src/text.ts").update!(content: Sources.text_file("job")) }
      .to have_broadcasted_to(app).with(hash_including(type: "hmr_update"))
  end
end
