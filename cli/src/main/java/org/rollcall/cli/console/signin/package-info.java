/** A sign-in service for links of letters, to try them on a data folder. */
package org.rollcall.cli.console.signin;
