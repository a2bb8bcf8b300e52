# frozen_string_literal: true

# The example apps that run on the demo's own npm packages. Running it again changes nothing.
# The order is fixed: 1 is Ada's counter, 2 her shop, 3 Grace's counter, 4 Ada's landing page, 5 the team's counter.

examples = Rails.root.join("../apps").cleanpath

seed = lambda do |folder, name, owner, &more|
  next if App.exists?(name:, owner:)

  App.transaction do
    app = App.create!(name:, owner:)
    folder.glob("**/*", File::FNM_DOTMATCH).select(&:file?).each do |file|
      path = file.relative_path_from(folder).to_s
      next if path.start_with?("node_modules/", "dist/") || path.match?(/\A(page|components)\.json\z/)

      app.files.create!(path:, content: file.binread)
    end
    more&.call(app)
  end
end

seed.call(examples.join("counter"), "Counter", "ada")
seed.call(examples.join("shop"), "Shop", "ada")
seed.call(examples.join("counter"), "Counter", "grace")

# 4: Ada's landing page. Its page is what the visual editor writes for `page.json`; one of its components is the app's own.
landing = Rails.root.join("db/landing")
seed.call(landing, "Landing", "ada") do |app|
  JSON.parse(landing.join("components.json").read).each { |row| app.app_components.create!(component_type: "ai", **row) }
  page = Hotframe::PuckToReactService.new(app.reload).convert(landing.join("page.json").read)
  raise page[:error] if page[:error]

  page[:files].each { |path, content| app.files.create!(path:, content:) }
end

# The team's, for both.
seed.call(examples.join("counter"), "Team counter", App::TEAM)
