@NullMarked
package org.rollcall.cli.forget;

import org.jspecify.annotations.NullMarked;
