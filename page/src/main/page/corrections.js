'use strict';
// A script of its own: browsers can show the verdict before they run it.
Page.update();
