/** What the tests of all packages share, and the walls between the packages. */
@NullMarked
package org.rollcall;

import org.jspecify.annotations.NullMarked;
