import React from 'react';
import PropTypes from 'prop-types';
import L from 'leaflet';
import markerIcon from 'leaflet/dist/images/marker-icon.png';
import markerIcon2x from 'leaflet/dist/images/marker-icon-2x.png';
import markerShadow from 'leaflet/dist/images/marker-shadow.png';
import { withTheme } from '../context/theme';
import { trailShape } from './shapes';
import valley from '../assets/valley.svg';

// Leaflet guesses the folder of its pictures from its stylesheet, which a bundler moves.
delete L.Icon.Default.prototype._getIconUrl;
L.Icon.Default.mergeOptions({ iconUrl: markerIcon, iconRetinaUrl: markerIcon2x, shadowUrl: markerShadow });

const bounds = [
  [0, 0],
  [520, 800],
];

class TrailMap extends React.Component {
  static propTypes = {
    trails: PropTypes.arrayOf(trailShape).isRequired,
    selected: PropTypes.string,
    onSelect: PropTypes.func.isRequired,
    theme: PropTypes.shape({ line: PropTypes.string, land: PropTypes.number }).isRequired,
  };

  node = React.createRef();

  componentDidMount() {
    this.map = L.map(this.node.current, {
      crs: L.CRS.Simple,
      minZoom: -2,
      zoomSnap: 0.25,
      scrollWheelZoom: false,
      zoomAnimation: false,
      fadeAnimation: false,
      markerZoomAnimation: false,
      attributionControl: false,
    });
    this.land = L.imageOverlay(valley, bounds).addTo(this.map);
    this.layer = L.layerGroup().addTo(this.map);
    this.map.setView(window.TRAILHEAD.center, -0.25, { animate: false });
    this.draw();
  }

  componentDidUpdate() {
    this.draw();
  }

  componentWillUnmount() {
    this.map.remove();
  }

  draw() {
    const { trails, selected, onSelect, theme } = this.props;
    this.layer.clearLayers();
    this.land.setOpacity(theme.land);
    trails.forEach((trail) => {
      const isSelected = trail.id === selected;
      L.polyline(trail.path, { color: theme.line, weight: isSelected ? 6 : 3, dashArray: isSelected ? null : '2 7' })
        .on('click', () => onSelect(trail.id))
        .addTo(this.layer);
      if (isSelected) {
        L.marker(trail.path[0], { alt: trail.name }).bindTooltip(trail.name).addTo(this.layer);
      }
    });
  }

  render() {
    return <div ref={this.node} style={{ height: 380, borderRadius: 10 }} role="application" aria-label="Map" />;
  }
}

export default withTheme(TrailMap);
