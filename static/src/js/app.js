// The small script of every page. Each part works on elements that are whole without
// it: menus are details, dialogs are popovers, the drop zone is a form.
import {menus} from './menus.js';
import {copying} from './copying.js';
import {dropZones} from './drop.js';
import {events} from './events.js';
import {zones} from './zone.js';

menus();
copying();
dropZones();
events();
zones();
