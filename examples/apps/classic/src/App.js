import { Component } from 'react';
import PropTypes from 'prop-types';
import _ from 'lodash';
import debounce from 'lodash/debounce';
import classNames from 'classnames';
import Header from 'components/Header';
import TrailList from 'components/TrailList';
import TrailMap from 'components/TrailMap';
import TrailDetail from 'components/TrailDetail';
import Filters from 'components/Filters';
import { ThemeContext, themes } from './context/theme';
import { fetchTrails } from './api/trails';
import { version } from './version';
import './App.scss';

class App extends Component {
  static propTypes = {
    title: PropTypes.string.isRequired,
  };

  state = {
    trails: [],
    query: '',
    level: 'any',
    sort: 'name',
    selected: null,
    theme: 'day',
    loaded: false,
  };

  search = debounce((query) => this.setState({ query }), 120);

  async componentDidMount() {
    this.mounted = true;
    const trails = await fetchTrails();
    if (this.mounted) {
      this.setState({ trails, selected: trails[0].id, loaded: true });
    }
  }

  componentWillUnmount() {
    this.mounted = false;
    this.search.cancel();
  }

  handleSelect = (selected) => this.setState({ selected });

  handleFilter = (change) => this.setState(change);

  toggleTheme = () => {
    this.setState(({ theme }) => ({ theme: theme === 'day' ? 'night' : 'day' }));
  };

  get visible() {
    const { trails, query, level, sort } = this.state;
    return _.chain(trails)
      .filter((trail) => level === 'any' || trail.level === level)
      .filter((trail) => _.includes(_.toLower(trail.name), _.toLower(query)))
      .sortBy(sort)
      .value();
  }

  render() {
    const { title } = this.props;
    const { trails, selected, level, sort, theme, loaded } = this.state;
    const { visible } = this;
    const trail = _.find(trails, { id: selected });

    return (
      <ThemeContext.Provider value={{ ...themes[theme], name: theme, toggle: this.toggleTheme }}>
        <div className={classNames('app', `app--${theme}`, { 'app--loading': !loaded })}>
          <Header title={title} count={visible.length} />
          <main className="app__body">
            <section className="app__side">
              <Filters level={level} sort={sort} onSearch={this.search} onChange={this.handleFilter} />
              <TrailList trails={visible} selected={selected} onSelect={this.handleSelect} />
            </section>
            <section className="app__main">
              {loaded && <TrailMap trails={visible} selected={selected} onSelect={this.handleSelect} />}
              {trail ? <TrailDetail key={trail.id} trail={trail} /> : <p>Pick a trail.</p>}
            </section>
          </main>
          <footer className="app__footer">
            {title} {version} &middot; {_.sumBy(trails, 'length')} {import.meta.env.VITE_UNITS} of paths &middot; mode{' '}
            {process.env.NODE_ENV}
          </footer>
        </div>
      </ThemeContext.Provider>
    );
  }
}

export default App;
