/** The sample institution: a fictitious university library for trials, demonstrations and tests. */
@NullMarked
package org.rollcall.local.sample;

import org.jspecify.annotations.NullMarked;
