/** The console: a web application for one operator. See D-180. */
package org.rollcall.cli.console;
