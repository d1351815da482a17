/** The stack's jobs: lists them, stops them, shows what they changed, and what can be done next. */
package org.rollcall.cli.jobs;
