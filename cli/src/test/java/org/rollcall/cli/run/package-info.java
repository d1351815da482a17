@NullMarked
package org.rollcall.cli.run;

import org.jspecify.annotations.NullMarked;
