#include "corpus/paper.h"
