# frozen_string_literal: true

module ApplicationHelper
  STYLES = Rails.root.join("app/assets/application.css").read.html_safe
  private_constant :STYLES

  LOGO = <<~SVG.html_safe
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="22" height="22"><rect width="24" height="24" rx="7" fill="#e5484d"/><path d="M7 7v10M17 7v10M7 12h10" stroke="#fff" stroke-width="2.6" stroke-linecap="round"/></svg>
  SVG
  private_constant :LOGO

  def logo = LOGO

  # In the page itself: there is no flash of an unstyled page, and no public/ whose files could shadow those of a preview.
  def styles = tag.style(STYLES)
end
