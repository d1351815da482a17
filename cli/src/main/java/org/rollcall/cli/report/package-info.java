/** {@code rollcall report}: prints the reports of jobs, and makes them again. */
package org.rollcall.cli.report;
