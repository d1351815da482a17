/** The sample institution: a fictitious university library for trials, demonstrations and tests. */
package org.rollcall.local.sample;
