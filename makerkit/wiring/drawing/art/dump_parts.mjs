// Writes parts.json: how the parts of @wokwi/elements (MIT, see LICENSE.wokwi-elements) look, and
// where their pins are. Run `npm ci && npm run dump` in this folder after a new version of it.
//
// Each entry: svg (without its outer element; %COLOR% stands for the part's colour, %ID% before
// each id), the transform from it to px, the size in px, and the pins as [x, y] in px.
import { writeFileSync } from 'node:fs';
import { render } from '@lit-labs/ssr';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import '@wokwi/elements';
import * as elements from '@wokwi/elements';

const COLOR = '%COLOR%';
const PX_PER_MM = 96 / 25.4;

// name in parts.json: [element, its properties, style of its texts (from its own style sheet)]
const PARTS = {
  'wokwi-led': ['led', { color: COLOR }],
  'wokwi-rgb-led': ['rgb-led', {}],
  'wokwi-led-bar-graph': ['led-bar-graph', { color: 'red' }],
  'wokwi-pushbutton': ['pushbutton', { color: COLOR }],
  'wokwi-pushbutton-6mm': ['pushbutton-6mm', { color: COLOR }],
  'wokwi-slide-switch': ['slide-switch', {}],
  'wokwi-ky-040': ['ky-040', {}],
  'wokwi-potentiometer': ['potentiometer', {}, 'font-size:1px;fill:#fff;'],
  'wokwi-slide-potentiometer': ['slide-potentiometer', {}],
  'wokwi-photoresistor-sensor': ['photoresistor-sensor', {}],
  'wokwi-hc-sr04': ['hc-sr04', {}],
  'wokwi-pir-motion-sensor': ['pir-motion-sensor', {}],
  'wokwi-arduino-uno': ['arduino-uno', {}, 'font-size:2px;'],
  'wokwi-arduino-nano': ['arduino-nano', {}, 'font-size:1px;'],
  'wokwi-buzzer': ['buzzer', {}],
  'wokwi-lcd1602?pins=full': ['lcd1602', { pins: 'full', background: 'green' }],
  'wokwi-lcd1602?pins=i2c': ['lcd1602', { pins: 'i2c', background: 'green' }],
};
for (const columns of ['4', '3'])
  PARTS[`wokwi-membrane-keypad?columns=${columns}`] = [
    'membrane-keypad', { columns, connector: true }, 'fill:#dfe2e5;'];
for (const digits of ['1', '2', '3', '4'])
  PARTS[`wokwi-7segment?digits=${digits}`] = ['7segment', { digits, color: COLOR }];
for (const horn of ['single', 'double', 'cross'])
  PARTS[`wokwi-servo?horn=${horn}`] = ['servo', { horn, hornColor: COLOR }];

const round = (number) => Math.round(number * 100) / 100;
const attribute = (tag, name) => tag.match(new RegExp(`\\s${name}="([^"]*)"`))?.[1];

const hex = (levels) =>
  `#${levels.split(',').map((level) => Number(level).toString(16).padStart(2, '0')).join('')}`;

// Only what is seen: no focus, no roles, nothing that is for a pressed or lit part, no filters.
function still(svg) {
  return svg
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<filter[\s\S]*?<\/filter>/g, '')
    .replace(/\sfilter="url\([^)]*\)"/g, '')
    .replace(/<circle\s+class="button-active-circle"[^>]*?\/>/g, '')
    .replace(/\s(?:tabindex|role|class|aria-[a-z]+)="[^"]*"/g, '')
    .replace(/\s(?:id)="(?:svg|stop|rect|circle|path|g|defs)\d[\d-]*"/g, '')
    .replace(/<(\w+)([^>]*)>\s*<\/\1>/g, (whole, tag) => (tag === 'g' ? '' : whole))
    .replace(/\bid="/g, 'id="%ID%')
    .replace(/url\(#/g, 'url(#%ID%')
    .replace(/href="#/g, 'href="#%ID%')
    .replace(/\sfont-family=\s*"[^"]*"/g, '') // the picture has its own, which is there everywhere
    .replace(/font-family:[^;"]*;?/g, '')
    .replace(/rgb\(([^)]*)\)/g, (_, levels) => hex(levels))
    .replace(/\s+/g, ' ')
    .replace(/> </g, '><')
    .trim();
}

function px(length) {
  return length.endsWith('mm') ? parseFloat(length) * PX_PER_MM : parseFloat(length);
}

function dump(element, properties, textStyle) {
  const part = new (customElements.get(`wokwi-${element}`))();
  Object.assign(part, properties);
  const drawn = collectResultSync(render(part.render()));
  const svgs = drawn.match(/<svg[\s\S]*?<\/svg>/g);
  const svg = svgs[svgs.length - 1]; // the buzzer's first one is a note that floats above it
  const [root] = svg.match(/^<svg[^>]*>/);
  const box = attribute(root, 'viewBox').split(/[\s,]+/).map(Number);
  const [width, height] = ['width', 'height'].map((side) => px(attribute(root, side)));
  // As a browser does it (preserveAspectRatio: xMidYMid meet).
  const zoom = Math.min(width / box[2], height / box[3]);
  const x = (width - box[2] * zoom) / 2 - box[0] * zoom;
  const y = (height - box[3] * zoom) / 2 - box[1] * zoom;
  let inner = still(svg.slice(root.length, -'</svg>'.length));
  if (textStyle)
    inner = inner.replace(/<text[^>]*>/g, (tag) => {
      const own = attribute(tag, 'style') ?? '';
      return tag.replace(/\sstyle="[^"]*"/, '').replace('<text', `<text style="${textStyle}${own}"`);
    });
  const inherited = ['font-size', 'font-weight', 'text-anchor', 'style']
    .map((name) => [name, attribute(root, name)])
    .filter(([name, value]) => value && !value.includes('--'))
    .map(([name, value]) => ` ${name}="${value.replace(/;? *font-family:[^;]*/, '')}"`)
    .join('');
  return {
    svg: inherited ? `<g${inherited}>${inner}</g>` : inner,
    transform: `translate(${round(x)} ${round(y)}) scale(${Math.round(zoom * 1e5) / 1e5})`,
    size: [round(width), round(height)],
    pins: Object.fromEntries(part.pinInfo.map((pin) => [pin.name, [round(pin.x), round(pin.y)]])),
  };
}

if (!elements.LEDElement) throw new Error('@wokwi/elements did not load');
const art = Object.fromEntries(Object.entries(PARTS).map(([name, what]) => [name, dump(...what)]));
writeFileSync(new URL('parts.json', import.meta.url), JSON.stringify(art, null, 1) + '\n');
