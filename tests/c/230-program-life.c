// Conway's game of life on a torus.
#include <stdio.h>

enum { W = 20, H = 10 };
static char board[2][H][W];

int main(void) {
    static const char glider[3][4] = {".#.", "..#", "###"};
    int x, y, dx, dy, turn;
    for (y = 0; y < 3; y++)
        for (x = 0; x < 3; x++)
            board[0][y + 2][x + 2] = glider[y][x] == '#';
    for (turn = 0; turn < 50; turn++) {
        char(*now)[W] = board[turn % 2], (*then)[W] = board[1 - turn % 2];
        for (y = 0; y < H; y++)
            for (x = 0; x < W; x++) {
                int n = -now[y][x];
                for (dy = H - 1; dy <= H + 1; dy++)
                    for (dx = W - 1; dx <= W + 1; dx++)
                        n += now[(y + dy) % H][(x + dx) % W];
                then[y][x] = n == 3 || (n == 2 && now[y][x]);
            }
    }
    for (y = 0; y < H; y++) {
        for (x = 0; x < W; x++)
            putchar(board[0][y][x] ? '#' : '.');
        putchar('\n');
    }
    return 0;
}
