@NullMarked
package org.rollcall.cli.letters;

import org.jspecify.annotations.NullMarked;
