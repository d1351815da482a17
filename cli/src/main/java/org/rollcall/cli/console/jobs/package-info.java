/** The console's pages about jobs: the list, and the progress and the result of one job. */
package org.rollcall.cli.console.jobs;
