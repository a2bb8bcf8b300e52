# frozen_string_literal: true

require_relative "rails_helper"

# The steps that an app builder's own smoke test takes: make an app, edit a file over the channel, build. Prints the times beside their targets.
class FastDeploymentTest < ActionCable::Channel::TestCase
  tests AppPreviewChannel

  TARGETS = { "HMR update" => 100, "single file" => 100, "full bundle" => 2000, "incremental" => 500 }.freeze

  test "an app is edited and built" do
    times = {}
    service = Hotframe::FastBuildService.new(project)
    stub_connection current_user: "ada"
    subscribe app_id: project.id

    messages = told { times["HMR update"] = milliseconds { perform :update_file, "path" => "src/text.ts", "content" => Sources.text_file("Updated!") } }
    assert_equal "hmr_update", messages.first["type"]

    results = Queue.new
    times["single file"] = milliseconds { service.build_file_async("test.tsx", "const x = 1") { |result| results << result } && results.pop }
    times["full bundle"] = milliseconds { assert service.build_full_bundle[:success] }
    times["incremental"] = milliseconds { assert service.incremental_build(["src/text.ts"])[:success] }

    puts(times.map { |step, ms| format("  %-12<step>s %7.1<ms>f ms (target: <%<target>d ms)", step:, ms:, target: TARGETS.fetch(step)) })
  end

  private

  def milliseconds(&) = Waiting.seconds(&) * 1000
end
