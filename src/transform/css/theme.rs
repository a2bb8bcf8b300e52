//! The colours of a `theme.json`, as `@replit/vite-plugin-shadcn-theme-json` makes them: its variants, its numbers.

use lightningcss::traits::Parse;
use lightningcss::values::color::{CssColor, HSL, OKLCH, SRGB, XYZd65};
use serde::Deserialize;

#[derive(Deserialize)]
struct Theme {
    primary: String,
    variant: Variant,
    appearance: Appearance,
    radius: f64,
}

#[derive(Deserialize, Clone, Copy, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Variant {
    Professional,
    Tint,
    Vibrant,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Appearance {
    Light,
    Dark,
    System,
}

const NAMES: [&str; 19] = [
    "background",
    "foreground",
    "muted",
    "muted-foreground",
    "popover",
    "popover-foreground",
    "card",
    "card-foreground",
    "border",
    "input",
    "primary",
    "primary-foreground",
    "secondary",
    "secondary-foreground",
    "accent",
    "accent-foreground",
    "destructive",
    "destructive-foreground",
    "ring",
];
const DESTRUCTIVE: [[&str; 2]; 2] = [["0 84.2% 60.2%", "60 9.1% 97.8%"], ["0 62.8% 30.6%", "0 0% 98%"]];

/// The stylesheet of a theme. `None`: it is none.
pub(crate) fn theme(json: &str) -> Option<String> {
    let theme: Theme = serde_json::from_str(json).ok()?;
    let primary = Color::parse(&theme.primary)?;
    let rules = |dark: bool| {
        let values = if theme.variant == Variant::Professional { professional(&primary, dark) } else { tinted(primary.oklch, theme.variant, dark) };
        let lines: String = NAMES.iter().zip(values).map(|(name, value)| format!("  --{name}: {value};\n")).collect();
        format!("{{\n{lines}  --radius: {}rem;\n}}\n", theme.radius)
    };
    let (light, dark) = (rules(false), rules(true));
    Some(match theme.appearance {
        Appearance::Light => format!(":root {light}.dark {dark}"),
        Appearance::Dark => format!(":root {dark}.light {light}"),
        Appearance::System => format!(":root {light}@media (prefers-color-scheme: dark) {{\n:root {dark}}}\n.light {light}.dark {dark}"),
    })
}

struct Color {
    oklch: OKLCH,
    hsl: HSL,
}

impl Color {
    fn parse(text: &str) -> Option<Self> {
        // As it was written: a way over eight bits would move dark colours.
        if let Some(parts) = text.trim().strip_prefix("hsl(").and_then(|rest| rest.strip_suffix(')')) {
            let mut numbers =
                parts.split([' ', ',']).filter(|part| !part.is_empty()).map(|part| part.trim_end_matches('%').trim_end_matches("deg").parse().ok());
            let (Some(Some(h)), Some(Some(s)), Some(Some(l)), None) = (numbers.next(), numbers.next(), numbers.next(), numbers.next()) else { return None };
            let hsl = HSL { h, s, l, alpha: 1.0 };
            return Some(Self { oklch: OKLCH::from(SRGB::from(hsl)), hsl });
        }
        let color = CssColor::parse_string(text).ok()?;
        let oklch = OKLCH::try_from(&color).ok()?;
        Some(Self { oklch, hsl: HSL::from(oklch) })
    }
}

fn shown(HSL { h, s, l, .. }: HSL) -> String {
    format!("{} {}% {}%", h.round(), s.round(), l.round())
}

/// What is read on a colour: nearly white where that is enough of a contrast.
fn on(background: OKLCH) -> String {
    let towards = |lightness: f32, share: f32| OKLCH { l: background.l + (lightness - background.l) * share, c: background.c * (1.0 - share), ..background };
    let light = towards(1.0, 0.97);
    let luminance = |color: OKLCH| XYZd65::from(color).y.max(0.0) + 0.05;
    let contrast = luminance(light) / luminance(background);
    shown(HSL::from(if contrast.max(1.0 / contrast) > 2.3 { light } else { towards(0.0, 0.7) }))
}

fn professional(primary: &Color, dark: bool) -> [String; 19] {
    let (own, over) = (shown(primary.hsl), on(primary.oklch));
    let [background, foreground, quiet, quieter, border, strong, ring] = if dark {
        ["240 10% 3.9%", "0 0% 98%", "240 3.7% 15.9%", "240 5% 64.9%", "240 3.7% 15.9%", "0 0% 98%", "240 4.9% 83.9%"]
    } else {
        ["0 0% 100%", "20 14.3% 4.1%", "60 4.8% 95.9%", "25 5.3% 44.7%", "20 5.9% 90%", "24 9.8% 10%", "20 14.3% 4.1%"]
    };
    let [danger, on_danger] = DESTRUCTIVE[usize::from(dark)];
    let list = [
        background, foreground, quiet, quieter, background, foreground, background, foreground, border, border, &own, &over, quiet, strong, quiet, strong,
        danger, on_danger, ring,
    ];
    list.map(str::to_string)
}

fn tinted(primary: OKLCH, variant: Variant, dark: bool) -> [String; 19] {
    let of = |(l, c): (f32, f32)| OKLCH { l, c, ..primary };
    let c = primary.c;
    let [background, element, main, accent, border, foreground] = match (variant == Variant::Vibrant, dark) {
        (false, false) => [(0.98, 0.01), (0.98, 0.01), (0.5, c), (0.94, 0.05), (0.9, 0.05), (0.1, 0.1)],
        (false, true) => [(0.2, 0.02), (0.2, 0.02), (0.7, c), (0.3, 0.08), (0.3, 0.08), (0.9, 0.05)],
        (true, false) => [(0.8, 0.1), (0.98, 0.05), (0.7, 0.2), (0.85, 0.1), (0.7, 0.15), (0.2, 0.15)],
        (true, true) => [(0.05, 0.15), (0.2, 0.08), (0.6, 0.2), (0.4, 0.15), (0.4, 0.15), (0.95, 0.15)],
    }
    .map(of);
    let over = on(main);
    let [background, element, main, accent, border, foreground] = [background, element, main, accent, border, foreground].map(|color| shown(HSL::from(color)));
    let [danger, on_danger] = DESTRUCTIVE[usize::from(dark)];
    let list = [
        &background,
        &foreground,
        &border,
        &foreground,
        &element,
        &foreground,
        &element,
        &foreground,
        &border,
        &border,
        &main,
        &over,
        &accent,
        &foreground,
        &accent,
        &foreground,
        danger,
        on_danger,
        &main,
    ];
    list.map(str::to_string)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{HSL, SRGB, theme};

    #[derive(serde::Deserialize)]
    struct Case {
        theme: serde_json::Value,
        /// What the plugin itself (1.0.0 with colorjs.io 0.5.2) makes of it: selectors and variables.
        rules: Vec<(String, BTreeMap<String, String>)>,
    }

    #[test]
    fn themes_are_what_the_plugin_makes_of_them() {
        let cases: Vec<Case> = serde_json::from_str(include_str!("../../../tests/themes/expected.json")).unwrap();
        let mut wrong = Vec::new();
        for case in &cases {
            let css = theme(&case.theme.to_string()).unwrap();
            let ours = css.split('}').filter_map(|rule| {
                let (before, body) = rule.rsplit_once('{')?;
                Some((before.rsplit(['\n', '{']).next()?.trim().to_string(), body))
            });
            let ours: Vec<_> = ours.collect();
            assert_eq!(ours.iter().map(|(selector, _)| selector).collect::<Vec<_>>(), case.rules.iter().map(|(selector, _)| selector).collect::<Vec<_>>());
            for ((_, body), (selector, wanted)) in ours.iter().zip(&case.rules) {
                let found: BTreeMap<&str, &str> = body.split(';').filter_map(|line| line.trim().split_once(": ")).collect();
                assert_eq!(found.len(), wanted.len());
                // Colours that no screen has are brought into sRGB in CSS's way here, and by the chroma of CIE LCh there.
                let near = if case.theme["variant"] == "professional" { 1.0 } else { 16.0 };
                for (name, value) in wanted.iter().filter(|(name, value)| distance(found[name.as_str()], value) > near) {
                    wrong.push(format!("{} {selector} {name}: {} is not {value}", case.theme, found[name.as_str()]));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    /// In steps of 255; 0 for the same text.
    fn distance(a: &str, b: &str) -> f32 {
        let parts = |text: &str| text.split(' ').filter_map(|part| part.trim_end_matches('%').parse::<f32>().ok()).collect::<Vec<_>>();
        match (parts(a).as_slice(), parts(b).as_slice()) {
            _ if a == b => 0.0,
            (&[h, s, l], &[other_h, other_s, other_l]) => {
                let [a, b] = [HSL { h, s, l, alpha: 1.0 }, HSL { h: other_h, s: other_s, l: other_l, alpha: 1.0 }].map(SRGB::from);
                [a.r - b.r, a.g - b.g, a.b - b.b].into_iter().fold(0.0, |most: f32, part| most.max(part.abs() * 255.0))
            }
            _ => f32::MAX,
        }
    }
}
