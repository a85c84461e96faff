// Marks what the installed library exports; everything else is hidden.
#pragma once

#define OSTEON_API __attribute__((visibility("default")))
