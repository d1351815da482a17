/**
 * The web server of the console: requests, sessions, security and templates. It knows no page. See
 * D-180.
 */
package org.rollcall.cli.console.web;
