// error: 4:5: assignment to a const object
const int x = 1;
int main(void) {
    ++x;
    return 0;
}
