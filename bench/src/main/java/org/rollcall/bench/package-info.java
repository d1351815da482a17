/** How fast jobs are, and how much memory they need. */
@NullMarked
package org.rollcall.bench;

import org.jspecify.annotations.NullMarked;
